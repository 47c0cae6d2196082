import { useBilling } from 'floe-billing';
import type { Person } from '../../people.ts';
import { Link } from './link.tsx';
import { groupByOrganization } from './organizations.ts';
import type { Language, Settings, Theme } from './settings.ts';
import { roleWord } from './sign-in.tsx';

const PAGES = [
  { href: '/', label: 'Dashboard' },
  { href: '/settings/billing', label: 'Billing' },
];

export interface SidebarProps {
  person: Person;
  people: Person[];
  pathname: string;
  settings: Settings;
  onSignIn: (personId: string | null) => void;
}

export function Sidebar({ person, people, pathname, settings, onSignIn }: SidebarProps) {
  return (
    <aside className="sidebar">
      <div className="sidebar-inner">
        <p className="brand">
          <img src="/favicon.svg" alt="" width="24" height="24" /> TenderTrack 360
        </p>
        <nav aria-label="Main">
          <ul>
            {PAGES.map(({ href, label }) => (
              <li key={href}>
                <Link href={href} aria-current={pathname === href ? 'page' : undefined}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="sidebar-foot">
          <label>
            Signed in as
            <select value={person.id} onChange={(event) => onSignIn(event.target.value)}>
              {groupByOrganization(people).map(({ organization, members }) => (
                <optgroup key={organization.id} label={organization.name}>
                  {members.map(({ id, name, role }) => (
                    <option key={id} value={id}>
                      {name} ({roleWord(role)})
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </label>
          <p className="muted organization">
            {person.organization.name}
            <CurrentPlan />
          </p>
          <label>
            Language
            <select
              value={settings.language}
              onChange={(event) => settings.setLanguage(event.target.value as Language)}
            >
              <option value="en">English</option>
              <option value="de">Deutsch</option>
              <option value="ar">العربية</option>
            </select>
          </label>
          <label>
            Colors
            <select
              value={settings.theme}
              onChange={(event) => settings.setTheme(event.target.value as Theme)}
            >
              <option value="system">As this device</option>
              <option value="light">Light</option>
              <option value="dark">Dark</option>
            </select>
          </label>
          <button type="button" className="text-button" onClick={() => onSignIn(null)}>
            Sign out
          </button>
        </div>
      </div>
    </aside>
  );
}

function CurrentPlan() {
  const { data: billing } = useBilling();
  const hasPlan = billing !== undefined && billing.entitlements.length > 0;
  return hasPlan ? <span className="plan-badge">{billing.subscription?.planName}</span> : null;
}
