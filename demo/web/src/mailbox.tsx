import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListedMail } from '../../mail/mail-routes.ts';
import { Link } from './link.tsx';
import { MailPreferences } from './mail-preferences.tsx';
import { MailView } from './mail-view.tsx';

const format = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** Mailbox: what TenderTrack has written to whoever is signed in. Nothing leaves this machine. */
export function Mailbox() {
  return (
    <>
      <header className="page-header">
        <h1>Mailbox</h1>
        <p className="muted">
          Mails about billing go to owners and administrators, to each in the language they chose last. In
          this demo they end here. <Link href="/mails/preview">See every mail there is</Link>
        </p>
      </header>
      <Mails />
      <MailPreferences />
    </>
  );
}

function Mails() {
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['mails'],
    queryFn: readMails,
    refetchInterval: 3000,
    retry: false,
  });
  if (data === undefined && error === null) return <p className="panel">Reading the mails …</p>;
  const mail = data?.find(({ id }) => id === chosen) ?? data?.[0];
  return (
    <>
      {error === null ? null : (
        <p role="alert" className="panel failure">
          The mails could not be read.{' '}
          <button type="button" className="text-button" onClick={() => void refetch()}>
            Try again
          </button>
        </p>
      )}
      {data?.length === 0 ? (
        <p className="panel">No mails yet. Subscribe to a plan, or advance the clock, and look again.</p>
      ) : null}
      {data === undefined || mail === undefined ? null : (
        <div className="mailbox">
          <ul className="mail-list" aria-label="Mails">
            {data.map(({ id, subject, at }) => (
              <li key={id}>
                <button
                  type="button"
                  className="mail-choice"
                  aria-pressed={id === mail.id}
                  onClick={() => setChosen(id)}
                >
                  <span>
                    <bdi>{subject}</bdi>
                  </span>
                  <time className="muted" dateTime={at}>
                    {format.format(new Date(at))} UTC
                  </time>
                </button>
              </li>
            ))}
          </ul>
          <MailView
            subject={mail.subject}
            address={`/mail/${mail.id}`}
            text={mail.text}
            head={[`From: ${mail.from}`, `To: ${mail.to}`, ...mail.head]}
          />
        </div>
      )}
    </>
  );
}

async function readMails(): Promise<ListedMail[]> {
  const response = await fetch('/api/mails');
  if (!response.ok) throw new Error(`The mailbox answered ${response.status}.`);
  return (await response.json()) as ListedMail[];
}
