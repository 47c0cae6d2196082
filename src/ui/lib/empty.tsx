import type * as React from 'react';
import { Icon, type IconName } from './icons.tsx';
import { slot } from './slot.ts';

/** Props of {@link Empty}. */
export interface EmptyProps {
  icon: IconName;
  title: string;
  children: React.ReactNode;
  /** The one way on. */
  action?: React.ReactNode | undefined;
}

/** What would be here, and the one way to get it. Renders a `<div>`. */
export function Empty({ icon, title, children, action }: EmptyProps): React.JSX.Element {
  return (
    <div
      {...slot('empty')}
      className="floe:flex floe:flex-col floe:items-center floe:gap-1 floe:px-6 floe:py-10 floe:text-center floe:text-body"
    >
      <span className="floe:mb-2 floe:inline-flex floe:rounded-full floe:bg-sunken floe:p-2.5 floe:text-muted">
        <Icon name={icon} />
      </span>
      <p className="floe:font-strong floe:text-text">{title}</p>
      <p className="floe:max-w-prose floe:text-muted">{children}</p>
      {action === undefined || action === null ? null : <div className="floe:mt-4">{action}</div>}
    </div>
  );
}
