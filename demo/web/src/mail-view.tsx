import { useState } from 'react';

export interface MailViewProps {
  subject: string;
  /** Where the HTML part is served, for a frame that may do nothing. */
  address: string;
  text: string;
  head?: readonly string[];
  /** Of the frame's own background and scroll bars, when not this device's. */
  colors?: 'light' | 'dark' | undefined;
  /** As wide as a phone. */
  isNarrow?: boolean;
}

const PARTS = ['HTML', 'Text', 'Head'] as const;

/** A mail, part by part. */
export function MailView({ subject, address, text, head = [], colors, isNarrow = false }: MailViewProps) {
  const [part, setPart] = useState<(typeof PARTS)[number]>('HTML');
  const parts = head.length === 0 ? PARTS.slice(0, 2) : PARTS;
  return (
    <article className="mail panel" aria-label="Mail">
      <h2>
        <bdi>{subject}</bdi>
      </h2>
      <p className="mail-parts">
        {parts.map((name) => (
          <button
            key={name}
            type="button"
            className="mail-part"
            aria-pressed={name === part}
            onClick={() => setPart(name)}
          >
            {name}
          </button>
        ))}
      </p>
      {part === 'HTML' ? (
        <iframe
          key={address}
          title={`Mail: ${subject}`}
          src={address}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          style={{ colorScheme: colors, width: isNarrow ? 375 : '100%' }}
        />
      ) : (
        <pre dir="auto">{part === 'Text' ? text : head.join('\n')}</pre>
      )}
    </article>
  );
}
