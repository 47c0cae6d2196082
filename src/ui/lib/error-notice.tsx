'use client';
import type * as React from 'react';
import type { BillingError } from '../../core/index.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { useWords } from './use-words.ts';

/** Props of {@link ErrorNotice}. */
export interface ErrorNoticeProps {
  error: BillingError;
  /** What could not be done. */
  title?: string | undefined;
  /** What went wrong and what to do next. @default the message of the error's code */
  text?: string | undefined;
  /** The button that puts it aside, in the corner. */
  dismiss?: React.ReactNode | undefined;
  /** Offered where doing the same again can help. */
  onRetry?: (() => void) | undefined;
  isRetrying?: boolean | undefined;
  className?: string | undefined;
}

/** Says what went wrong and what to do next, in place. Renders a `<div role="alert">`. */
export function ErrorNotice({
  error,
  title,
  text,
  dismiss,
  onRetry,
  isRetrying = false,
  className,
}: ErrorNoticeProps): React.JSX.Element {
  const { messages } = useWords();
  const { actionUrl } = error;
  const retry =
    onRetry === undefined || !error.retryable ? null : (
      <Button onClick={onRetry} pending={isRetrying ? messages.common.loading : null}>
        {messages.common.retry}
      </Button>
    );
  const action =
    actionUrl === undefined ? null : (
      <Button asChild variant="primary">
        <a href={actionUrl}>{messages.changeDialog.actionRequired}</a>
      </Button>
    );
  return (
    <Notice
      role="alert"
      tone="danger"
      slotName="error"
      data-code={error.code}
      title={title}
      className={className}
      actions={action ?? retry}
      dismiss={dismiss}
    >
      {text ?? messages.errors[error.code]}
    </Notice>
  );
}
