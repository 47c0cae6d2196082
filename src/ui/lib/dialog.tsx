'use client';
import * as RadixDialog from '@radix-ui/react-dialog';
import type * as React from 'react';
import { useRef } from 'react';
import { Icon } from './icons.tsx';
import { slot } from './slot.ts';

/** Props of {@link DialogFrame}. */
export interface DialogFrameProps {
  /** Names the dialog's slots: `floe-<name>-overlay`, `floe-<name>-content`. */
  name: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Where the dialog is attached. @default the document's body */
  container?: HTMLElement | null | undefined;
  closeLabel: string;
  /** Whether it may be left now; `false` while money may be moving. @default true */
  isClosable?: boolean | undefined;
  /** Where the focus goes on closing when what opened the dialog is gone. */
  fallbackFocus?: React.RefObject<HTMLElement | null> | undefined;
  children: React.ReactNode;
}

/** A dialog that keeps the focus and gives it back; on a phone it is a sheet at the bottom edge. */
export function DialogFrame({
  name,
  isOpen,
  onOpenChange,
  container,
  closeLabel,
  isClosable = true,
  fallbackFocus,
  children,
}: DialogFrameProps): React.JSX.Element {
  const change = (next: boolean): void => {
    if (next || isClosable) onOpenChange(next);
  };
  const opener = useRef<Element | null>(null);
  return (
    <RadixDialog.Root open={isOpen} onOpenChange={change}>
      <RadixDialog.Portal {...(container === null || container === undefined ? {} : { container })}>
        <RadixDialog.Overlay
          {...slot(`${name}-overlay`)}
          className="floe:fixed floe:inset-0 floe:z-50 floe:bg-overlay floe:animate-fade-in floe:motion-reduce:animate-none"
        />
        <RadixDialog.Content
          {...slot(`${name}-content`)}
          onOpenAutoFocus={() => {
            // Safari does not focus a button that is clicked.
            opener.current = document.activeElement === document.body ? null : document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const target = opener.current?.isConnected === true ? opener.current : fallbackFocus?.current;
            if (target instanceof HTMLElement) target.focus();
          }}
          className="floe:fixed floe:z-50 floe:inset-x-0 floe:bottom-0 floe:sm:bottom-auto floe:sm:top-[max(1rem,10vh)] floe:mx-auto floe:w-full floe:max-w-xl floe:max-h-[calc(100dvh-2rem)] floe:overflow-y-auto floe:rounded-t-container floe:sm:rounded-container floe:border floe:border-border floe:bg-raised floe:p-6 floe:max-sm:pb-8 floe:text-body floe:text-text floe:shadow-raised floe:outline-none floe:animate-rise-in floe:motion-reduce:animate-none"
        >
          {children}
          {isClosable ? (
            <RadixDialog.Close
              aria-label={closeLabel}
              {...slot(`${name}-close`)}
              className="floe:absolute floe:end-3 floe:top-3 floe:inline-flex floe:size-9 floe:max-sm:size-11 floe:pointer-coarse:size-11 floe:items-center floe:justify-center floe:rounded-control floe:text-muted floe:cursor-pointer floe:hover:bg-sunken floe:hover:text-text floe:focus-visible:outline-2 floe:focus-visible:outline-offset-2 floe:focus-visible:outline-focus"
            >
              <Icon name="close" />
            </RadixDialog.Close>
          ) : null}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
