import { samplePeople } from '../../sandbox/index.ts';
import type { BillingSession } from '../../server/index.ts';

/** What the page of the sign-in shows. */
export interface SignInPageProps {
  /** Who is signed in; `null` for nobody. */
  person: BillingSession | null;
  controlUrl: string;
  /** Where somebody is sent after signing in. */
  backUrl: string;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** The page that asks who somebody is, and believes it. */
export function signInPage({ person, controlUrl, backUrl }: SignInPageProps): string {
  const rows = Object.entries(samplePeople).map(([name, one]) => {
    const isCurrent = one.userId === person?.userId;
    return `<li${isCurrent ? ' aria-current="true"' : ''}>
      <button name="person" value="${escapeHtml(name)}">Sign in as ${escapeHtml(one.userName ?? name)}</button>
      <span>${escapeHtml(one.role)} of ${escapeHtml(one.owner.name)}</span>
    </li>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sign in · Floe</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 10vh auto; padding: 0 1rem; color-scheme: light dark }
  ul { list-style: none; padding: 0 }
  li { display: flex; gap: 1rem; align-items: center; padding: .4rem 0; border-bottom: 1px solid #8884 }
  li[aria-current] { font-weight: 600 }
  button { font: inherit; padding: .4rem .8rem; min-width: 15rem; text-align: start }
</style>
<main>
<h1>Who are you?</h1>
<p>${person === null ? 'Nobody is signed in.' : `Signed in as ${escapeHtml(person.userName ?? person.userId)}, ${escapeHtml(person.role)} of ${escapeHtml(person.owner.name)}.`}
This is for development: there are no passwords.</p>
<form method="post" action="/dev/sign-in">
<input type="hidden" name="return" value="${escapeHtml(backUrl)}">
<ul>
${rows.join('\n')}
</ul>
</form>
${person === null ? '' : '<form method="post" action="/dev/sign-out"><button>Sign out</button></form>'}
<p><a href="${escapeHtml(backUrl)}">To the app</a> · <a href="${escapeHtml(controlUrl)}">Clock, cards and faults of the local Polar</a></p>
</main>
</html>
`;
}
