import { QueryClient } from '@tanstack/react-query';
import { BillingProvider } from 'floe-billing';
import { createHttpAdapter } from 'floe-billing/adapters';
import { useState } from 'react';
import type { Person } from '../../people.ts';
import { BillingSettings } from './billing-settings.tsx';
import { ClockBar } from './clock-bar.tsx';
import { Dashboard } from './dashboard.tsx';
import { useAppLocation } from './location.ts';
import { messagesFor } from './messages.ts';
import type { Settings } from './settings.ts';
import { Sidebar } from './sidebar.tsx';

export interface ShellProps {
  person: Person;
  people: Person[];
  settings: Settings;
  onSignIn: (personId: string | null) => void;
}

/** Everything behind the sign-in. Mounted anew for each person. */
export function Shell({ person, people, settings, onSignIn }: ShellProps) {
  const [adapter] = useState(() => createHttpAdapter());
  const [queryClient] = useState(() => new QueryClient());
  const { pathname } = useAppLocation();

  return (
    <BillingProvider
      adapter={adapter}
      // Permissions differ between people of one organization, so what they may see is kept apart as well.
      ownerKey={`${person.organization.id}:${person.id}`}
      locale={settings.language}
      timeZone="UTC"
      messages={messagesFor(settings.language)}
      queryClient={queryClient}
    >
      {/* Dates on the screen are relative to the server's clock, so all of it is read again. */}
      <ClockBar onMove={() => queryClient.invalidateQueries({}, { cancelRefetch: false })} />
      <div className="shell">
        <Sidebar
          person={person}
          people={people}
          pathname={pathname}
          settings={settings}
          onSignIn={onSignIn}
        />
        <main className="content">
          {pathname.startsWith('/settings') ? <BillingSettings /> : <Dashboard person={person} />}
        </main>
      </div>
    </BillingProvider>
  );
}
