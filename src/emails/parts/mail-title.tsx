import { Heading } from '@react-email/heading';
import type * as React from 'react';
import { COLORS, FONT } from './styles.ts';

/** Says what the mail is about. Renders the one `<h1>`. */
export function MailTitle({ children }: { children: React.ReactNode }) {
  return (
    <Heading
      as="h1"
      className="floe-ink"
      style={{
        fontFamily: FONT,
        fontSize: '22px',
        lineHeight: '28px',
        fontWeight: 600,
        color: COLORS.ink.light,
        margin: '0 0 16px',
      }}
    >
      {children}
    </Heading>
  );
}
