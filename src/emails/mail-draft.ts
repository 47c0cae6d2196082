import type * as React from 'react';

/** A mail as a template writes it. */
export interface MailDraft {
  /** One line. */
  subject: string;
  /** What an inbox shows after the subject: what the subject does not say. */
  preheader: string;
  body: React.ReactNode;
  /** The one thing to do, as a button below the body. @default none */
  action?: { label: string; href: string } | undefined;
}
