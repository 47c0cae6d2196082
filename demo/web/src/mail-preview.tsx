import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PreviewedMail } from '../../mail/mail-routes.ts';
import { Link } from './link.tsx';
import { MailView } from './mail-view.tsx';

/** Every mail there is, in every language, in both colors, at two widths: with made-up facts. */
export function MailPreview() {
  const [sample, setSample] = useState(0);
  const [locale, setLocale] = useState('en');
  const [colors, setColors] = useState<'light' | 'dark'>('light');
  const [isNarrow, setIsNarrow] = useState(false);
  const query = `${sample}?locale=${locale}`;
  const { data, error } = useQuery({
    retry: false,
    queryKey: ['mail-preview', query],
    queryFn: async () => {
      const response = await fetch(`/api/mail-preview/${query}`);
      if (!response.ok) throw new Error(`The preview answered ${response.status}.`);
      return (await response.json()) as PreviewedMail;
    },
    placeholderData: (previous) => previous,
  });
  return (
    <>
      <header className="page-header">
        <h1>Every mail</h1>
        <p className="muted">
          With made-up facts. <Link href="/mails">Back to the mailbox</Link>
        </p>
      </header>
      {error === null ? null : (
        <p role="alert" className="panel failure">
          The mail could not be written. Reload the page.
        </p>
      )}
      <form className="preview-choices" onSubmit={(event) => event.preventDefault()}>
        <label>
          Mail
          <select value={sample} onChange={(event) => setSample(Number(event.target.value))}>
            {data?.samples.map(({ title }, index) => (
              <option key={title} value={index}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label>
          Language
          <select value={locale} onChange={(event) => setLocale(event.target.value)}>
            <option value="en">English</option>
            <option value="de">Deutsch</option>
            <option value="ar">العربية</option>
          </select>
        </label>
        <label>
          Colors
          <select value={colors} onChange={(event) => setColors(event.target.value as 'light' | 'dark')}>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </select>
        </label>
        <label>
          Width
          <select
            value={isNarrow ? 'phone' : 'screen'}
            onChange={(event) => setIsNarrow(event.target.value === 'phone')}
          >
            <option value="screen">Screen</option>
            <option value="phone">Phone</option>
          </select>
        </label>
      </form>
      {data === undefined ? (
        error === null && <p className="panel">Writing the mail …</p>
      ) : (
        <MailView
          subject={data.subject}
          address={`/mail-preview/${query}&colors=${colors}`}
          text={data.text}
          colors={colors}
          isNarrow={isNarrow}
        />
      )}
    </>
  );
}
