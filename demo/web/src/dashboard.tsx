import { useBilling } from 'floe-billing';
import type { Membership } from '../../auth/session-answer.ts';
import { Link } from './link.tsx';
import { managesOrganization } from './roles.ts';
import { tenders } from './tenders.ts';

/** The app's own page: what the plan allows comes from Floe's headless hook. */
export function Dashboard({ organization }: { organization: Membership }) {
  return (
    <>
      <header className="page-header">
        <p className="muted">{organization.name}</p>
        <h1>Dashboard</h1>
      </header>
      <PlanUse organization={organization} />
      <section aria-labelledby="tenders-heading" className="panel">
        <h2 id="tenders-heading">Active tenders</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">Tender</th>
              <th scope="col">Buyer</th>
              <th scope="col">Value</th>
              <th scope="col">Closes</th>
              <th scope="col">Stage</th>
            </tr>
          </thead>
          <tbody>
            {tenders.map(({ id, title, buyer, valueLabel, closesOn, stage }) => (
              <tr key={id}>
                <th scope="row">
                  {title}
                  <span className="muted">{id}</span>
                </th>
                <td>{buyer}</td>
                <td>{valueLabel}</td>
                <td>{closesOn}</td>
                <td>
                  <span className="stage" data-stage={stage}>
                    {stage}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function PlanUse({ organization }: { organization: Membership }) {
  const { data: billing, isError } = useBilling();
  if (isError) return null;
  if (billing === undefined) return <section className="panel plan-use" aria-busy="true" />;
  const tenderLimit = billing.entitlements.find(({ id }) => id === 'tenders')?.limit ?? null;
  if (tenderLimit === null) {
    return (
      <section className="panel plan-use">
        <p>
          {organization.name} has no plan yet.{' '}
          {managesOrganization(organization.role) ? (
            <Link href="/settings/billing">Choose a plan</Link>
          ) : (
            'Ask an owner or administrator to choose one.'
          )}
        </p>
      </section>
    );
  }
  return (
    <section className="panel plan-use">
      <p>
        <strong>
          {tenders.length} of {tenderLimit === 'unlimited' ? 'unlimited' : tenderLimit}
        </strong>{' '}
        active tenders on {billing.subscription?.planName ?? 'your plan'}
      </p>
      {tenderLimit === 'unlimited' ? null : (
        <progress value={tenders.length} max={tenderLimit} aria-label="Active tenders used" />
      )}
    </section>
  );
}
