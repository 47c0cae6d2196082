import { Body } from '@react-email/body';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Html } from '@react-email/html';
import { Link } from '@react-email/link';
import { Preview } from '@react-email/preview';
import { Section } from '@react-email/section';
import { Text } from '@react-email/text';
import type { ReadBrand } from '../brand.ts';
import type { MailDraft } from '../mail-draft.ts';
import { safeHref } from '../text/safe-href.ts';
import { MailAction } from './mail-action.tsx';
import { COLORS, darkStyles, FONT, SMALL } from './styles.ts';

/** Props of {@link MailDocument}. */
export interface MailDocumentProps {
  draft: MailDraft;
  brand: ReadBrand;
  /** BCP 47 tag. */
  language: string;
  direction: 'ltr' | 'rtl';
  /** What is said below every mail: why it came, and what can be done about that. */
  footer: { lines: readonly string[]; link: { label: string; href: string } | null };
}

/** The whole mail around what its template wrote. Renders the `<html>`. */
export function MailDocument({ draft, brand, language, direction, footer }: MailDocumentProps) {
  return (
    <Html lang={language} dir={direction}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        {/* Dates and amounts are no telephone numbers. */}
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <title>{draft.subject}</title>
        <style>{darkStyles(brand.accentInTheDark)}</style>
      </Head>
      <Body
        className="floe-page"
        style={{ backgroundColor: COLORS.page.light, margin: 0, padding: '24px 12px' }}
      >
        <Preview>{draft.preheader}</Preview>
        <Container style={{ maxWidth: '560px', width: '100%' }}>
          <MailHead brand={brand} />
          <Section
            className="floe-card"
            dir={direction}
            style={{
              backgroundColor: COLORS.card.light,
              border: `1px solid ${COLORS.line.light}`,
              borderRadius: '12px',
              padding: '28px 24px 20px',
            }}
          >
            {draft.body}
            {draft.action === undefined ? null : <MailAction {...draft.action} accent={brand.accent} />}
          </Section>
          <MailFoot brand={brand} direction={direction} footer={footer} />
        </Container>
      </Body>
    </Html>
  );
}

function MailHead({ brand }: Pick<MailDocumentProps, 'brand'>) {
  const { name, logo } = brand;
  return (
    <Section style={{ padding: '0 4px 14px' }}>
      {logo === null ? (
        <Text
          className="floe-ink"
          style={{ fontFamily: FONT, fontSize: '15px', fontWeight: 600, color: COLORS.ink.light, margin: 0 }}
        >
          {name}
        </Text>
      ) : (
        // Of low priority, or React would write a preload for it above the mail.
        <img
          {...logo}
          alt={name}
          fetchPriority="low"
          style={{ display: 'block', border: 0, maxWidth: '100%' }}
        />
      )}
    </Section>
  );
}

function MailFoot({ brand, direction, footer }: Pick<MailDocumentProps, 'brand' | 'direction' | 'footer'>) {
  const { lines, link } = footer;
  const href = link === null ? null : safeHref(link.href);
  const all = [...lines, ...brand.imprint];
  return (
    <Section dir={direction} style={{ padding: '18px 4px 0' }}>
      {all.map((line) => (
        <Text key={line} className="floe-muted" style={{ ...SMALL, margin: '0 0 4px' }}>
          {line}
        </Text>
      ))}
      {link === null || href === null ? null : (
        <Text className="floe-muted" style={{ ...SMALL, margin: '0 0 4px' }}>
          <Link href={href} style={{ color: COLORS.muted.light, textDecoration: 'underline' }}>
            {link.label}
          </Link>
        </Text>
      )}
    </Section>
  );
}
