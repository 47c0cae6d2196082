import { Button } from '@react-email/button';
import { Section } from '@react-email/section';
import { safeHref } from '../text/safe-href.ts';
import { FONT } from './styles.ts';

/** Props of {@link MailAction}. */
export interface MailActionProps {
  label: string;
  /** An absolute `https`, `http` or `mailto` address; with any other, nothing is rendered. */
  href: string;
  accent: { background: string; color: string };
}

/** The one thing to do. Renders an `<a>` that looks like a button, in the brand's accent. */
export function MailAction({ label, href, accent }: MailActionProps) {
  const safe = safeHref(href);
  if (safe === null) return null;
  return (
    <Section style={{ margin: '4px 0 8px' }}>
      <Button
        href={safe}
        className="floe-action"
        style={{
          fontFamily: FONT,
          fontSize: '15px',
          fontWeight: 600,
          backgroundColor: accent.background,
          color: accent.color,
          borderRadius: '8px',
          padding: '13px 20px',
        }}
      >
        {label}
      </Button>
    </Section>
  );
}
