import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Membership } from '../../auth/session-answer.ts';
import { goTo } from './location.ts';
import { roleWord } from './roles.ts';
import type { SessionWays } from './session.ts';

export interface OrganizationSwitcherProps {
  organization: Membership;
  memberships: Membership[];
  ways: Pick<SessionWays, 'switchOrganization'>;
  /** Beside the label. */
  children: ReactNode;
}

/** Where somebody looks, and the way to look elsewhere. */
export function OrganizationSwitcher(props: OrganizationSwitcherProps) {
  const { organization, memberships, ways, children } = props;
  const [isOpen, setIsOpen] = useState(false);
  const container = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menuId = useId();

  useEffect(() => {
    if (!isOpen) return undefined;
    const handlePress = ({ target }: Event) => {
      if (!(target instanceof Node) || !container.current?.contains(target)) setIsOpen(false);
    };
    const handleKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      setIsOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', handlePress);
    document.addEventListener('focusin', handlePress);
    document.addEventListener('keydown', handleKey);
    return () => {
      document.removeEventListener('pointerdown', handlePress);
      document.removeEventListener('focusin', handlePress);
      document.removeEventListener('keydown', handleKey);
    };
  }, [isOpen]);

  return (
    <div ref={container} className="switcher">
      <button
        ref={button}
        type="button"
        className="switcher-button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className="switcher-label">
          <span className="muted">Organization</span>
          {children}
        </span>
        <span className="switcher-name" title={organization.name}>
          {organization.name}
        </span>
      </button>
      {isOpen ? (
        <ul id={menuId} className="switcher-menu" aria-label="Organizations">
          {memberships.map(({ id, name, role }) => (
            <li key={id}>
              <button
                type="button"
                className="switcher-choice"
                aria-current={id === organization.id ? 'true' : undefined}
                onClick={() => {
                  setIsOpen(false);
                  if (id !== organization.id) void ways.switchOrganization(id);
                }}
              >
                {name}
                <span className="muted">{roleWord(role)}</span>
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              className="switcher-choice"
              onClick={() => {
                setIsOpen(false);
                goTo('/organizations/new');
              }}
            >
              New organization
            </button>
          </li>
        </ul>
      ) : null}
    </div>
  );
}
