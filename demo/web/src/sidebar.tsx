import { useBilling } from 'floe-billing';
import { LanguageSelect } from './language-select.tsx';
import { Link } from './link.tsx';
import { useAppLocation } from './location.ts';
import { OrganizationSwitcher } from './organization-switcher.tsx';
import { roleWord } from './roles.ts';
import type { Theme } from './settings.ts';
import type { ShellProps } from './shell.tsx';

const PAGES = [
  { href: '/', label: 'Dashboard' },
  { href: '/settings/billing', label: 'Billing' },
  { href: '/settings/members', label: 'Members' },
  { href: '/mails', label: 'Mailbox' },
];

export function Sidebar({ user, organization, memberships, settings, ways }: ShellProps) {
  const { pathname } = useAppLocation();
  return (
    <aside className="sidebar">
      <div className="sidebar-inner">
        <p className="brand">
          <img src="/favicon.svg" alt="" width="24" height="24" /> TenderTrack 360
        </p>
        <OrganizationSwitcher organization={organization} memberships={memberships} ways={ways}>
          <CurrentPlan />
        </OrganizationSwitcher>
        <nav aria-label="Main">
          <ul>
            {PAGES.map(({ href, label }) => (
              <li key={href}>
                <Link href={href} aria-current={isBelow(pathname, href) ? 'page' : undefined}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="sidebar-foot">
          <LanguageSelect settings={settings} />
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
          <div className="signed-in">
            <p>
              <strong>{user.name}</strong>
              <span className="muted">{roleWord(organization.role)}</span>
            </p>
            <button type="button" className="text-button" onClick={() => void ways.signOut()}>
              Sign out
            </button>
          </div>
        </div>
      </div>
    </aside>
  );
}

function isBelow(pathname: string, href: string): boolean {
  return pathname === href || (href !== '/' && pathname.startsWith(`${href}/`));
}

function CurrentPlan() {
  const { data: billing } = useBilling();
  const hasPlan = billing !== undefined && billing.entitlements.length > 0;
  return hasPlan ? <span className="plan-badge">{billing.subscription?.planName}</span> : null;
}
