import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { BillingProvider } from 'floe-billing';
import { createHttpAdapter } from 'floe-billing/adapters';
import { useState } from 'react';
import type { Membership, SessionAnswer } from '../../auth/session-answer.ts';
import { BillingSettings } from './billing-settings.tsx';
import { ClockBar } from './clock-bar.tsx';
import { Dashboard } from './dashboard.tsx';
import { useAppLocation } from './location.ts';
import { MailPreview } from './mail-preview.tsx';
import { Mailbox } from './mailbox.tsx';
import { Members } from './members.tsx';
import { messagesFor } from './messages.ts';
import { NewOrganization } from './new-organization.tsx';
import type { SessionWays } from './session.ts';
import type { Settings } from './settings.ts';
import { Sidebar } from './sidebar.tsx';

export interface ShellProps {
  user: NonNullable<SessionAnswer['user']>;
  organization: Membership;
  memberships: Membership[];
  settings: Settings;
  ways: SessionWays;
}

/** Everything behind the sign-in. Mounted anew for each person and organization. */
export function Shell({ user, organization, memberships, settings, ways }: ShellProps) {
  // Signed out or removed meanwhile: an answer of the billing is where the page first hears of it.
  const [adapter] = useState(() =>
    createHttpAdapter({
      fetch: async (...request) => {
        const response = await fetch(...request);
        if (response.status === 401 || response.status === 403) void ways.look();
        return response;
      },
    }),
  );
  const [queryClient] = useState(() => new QueryClient());

  return (
    <QueryClientProvider client={queryClient}>
      <BillingProvider
        adapter={adapter}
        ownerKey={`${organization.id}:${user.id}`}
        locale={settings.language}
        timeZone="UTC"
        messages={messagesFor(settings.language)}
        queryClient={queryClient}
      >
        {/* Dates on the screen are relative to the server's clock, so all of it is read again. */}
        <ClockBar onMove={() => queryClient.invalidateQueries({}, { cancelRefetch: false })} />
        <div className="shell">
          <Sidebar
            user={user}
            organization={organization}
            memberships={memberships}
            settings={settings}
            ways={ways}
          />
          <main className="content">
            <CurrentPage user={user} organization={organization} ways={ways} />
          </main>
        </div>
      </BillingProvider>
    </QueryClientProvider>
  );
}

function CurrentPage({ user, organization, ways }: Pick<ShellProps, 'user' | 'organization' | 'ways'>) {
  const { pathname } = useAppLocation();
  switch (pathname) {
    case '/settings/billing':
      return <BillingSettings />;
    case '/settings/members':
      return <Members user={user} organization={organization} ways={ways} />;
    case '/mails':
      return <Mailbox />;
    case '/mails/preview':
      return <MailPreview />;
    case '/organizations/new':
      return <NewOrganization ways={ways} />;
    default:
      return <Dashboard organization={organization} />;
  }
}
