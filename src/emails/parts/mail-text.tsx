import { Text } from '@react-email/text';
import type * as React from 'react';
import { TEXT } from './styles.ts';

/** A paragraph. Renders a `<p>`. */
export function MailText({ children }: { children: React.ReactNode }) {
  return (
    <Text className="floe-ink" style={{ ...TEXT, margin: '0 0 16px' }}>
      {children}
    </Text>
  );
}
