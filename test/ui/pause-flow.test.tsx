import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PauseFlow, useBilling } from '../../src/index.ts';
import { billingFor, subscriptions } from '../../stories/support/fixtures.ts';
import { renderFrame } from './render-frame.tsx';

const answers = {
  pauseSubscription: { billing: billingFor({ subscription: subscriptions.pauseScheduled }) },
  dropScheduledPause: { billing: billingFor() },
};

async function openFlow(frame: Parameters<typeof renderFrame>[1] = { answers }) {
  const rendered = renderFrame(<PauseFlow />, frame);
  await rendered.user.click(await screen.findByRole('button', { name: 'Pause subscription' }));
  const dialog = within(await screen.findByRole('dialog'));
  return { ...rendered, dialog };
}

function Loaded() {
  return useBilling().isSuccess ? <p>loaded</p> : null;
}

describe('PauseFlow', () => {
  it('has the day on which the plan goes on as its title, and says all that happens until then', async () => {
    const { dialog } = await openFlow();

    expect(screen.getByRole('dialog', { name: 'Pause until January 21, 2027' })).toBeInTheDocument();
    expect(dialog.getByRole('group', { name: 'Length of the pause' })).toBeInTheDocument();
    expect(dialog.getByRole('radio', { name: '1 month, until January 21, 2027' })).toHaveFocus();
    expect(dialog.getByRole('radio', { name: /^1 month/ })).toBeChecked();
    const effects = within(dialog.getByRole('list', { name: 'What happens when you pause' }));
    expect(effects.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Until December 21, 2026 (in 28 days) everything works as before.',
      'Then nothing is charged, and what Professional gives is not available.',
      'On January 21, 2027 (in 59 days) Professional resumes by itself, and $79.00 plus any tax is charged.',
      'You can take this back, or resume earlier, at any time.',
    ]);
  });

  it('follows the length that is chosen, by the keyboard too', async () => {
    const { dialog, user } = await openFlow();

    await user.keyboard('{ArrowDown}{ArrowDown}');

    expect(dialog.getByRole('radio', { name: '3 months, until March 21, 2027' })).toBeChecked();
    expect(dialog.getByRole('heading', { name: 'Pause until March 21, 2027' })).toBeInTheDocument();
    expect(
      dialog.getByRole('button', { name: 'Pause from December 21, 2026 to March 21, 2027' }),
    ).toBeEnabled();
  });

  it('pauses once for two clicks, for the length on screen', async () => {
    const { dialog, user, calls } = await openFlow();
    await user.click(dialog.getByRole('radio', { name: /^2 months/ }));
    const confirm = dialog.getByRole('button', { name: /^Pause from/ });

    fireEvent.click(confirm);
    fireEvent.click(confirm);

    expect(
      await dialog.findByRole('heading', { name: 'Your plan resumes on February 21, 2027' }),
    ).toHaveFocus();
    expect(calls('pauseSubscription').map(({ input }) => input)).toEqual([{ months: 2, revision: 'r1' }]);
  });

  it('can be undone at the end', async () => {
    const { dialog, user, calls } = await openFlow();
    await user.click(dialog.getByRole('button', { name: /^Pause from/ }));

    await user.click(await dialog.findByRole('button', { name: 'Keep it running' }));

    expect(await dialog.findByRole('heading', { name: 'Your subscription continues.' })).toBeInTheDocument();
    expect(calls('dropScheduledPause')).toHaveLength(1);
    expect(dialog.getByRole('button', { name: 'Done' })).toHaveFocus();
  });

  it('tells in place why it failed, keeps what was chosen, and changes nothing', async () => {
    const { dialog, user } = await openFlow({ failures: { pauseSubscription: 'provider_unavailable' } });
    await user.click(dialog.getByRole('radio', { name: /^2 months/ }));
    await user.click(dialog.getByRole('button', { name: /^Pause from/ }));

    expect(await dialog.findByRole('alert')).toHaveTextContent('cannot be reached');
    expect(dialog.getByRole('radio', { name: /^2 months/ })).toBeChecked();
    expect(dialog.getByRole('heading', { name: 'Pause until February 21, 2027' })).toBeInTheDocument();
  });

  it('cannot be closed while the server is asked', async () => {
    const { dialog, user } = await openFlow({ latencyMs: { pauseSubscription: 'never' } });
    await user.click(dialog.getByRole('button', { name: /^Pause from/ }));

    await user.keyboard('{Escape}');

    expect(dialog.getByRole('button', { name: 'Not now' })).toBeDisabled();
    expect(dialog.getByRole('radio', { name: /^1 month/ })).toBeDisabled();
    expect(dialog.getByRole('button', { name: 'Scheduling the pause…' })).toBeInTheDocument();
  });

  it('closes by Escape, forgets the choice and gives the focus back', async () => {
    const { dialog, user } = await openFlow();
    await user.click(dialog.getByRole('radio', { name: /^3 months/ }));

    await user.keyboard('{Escape}');

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const button = screen.getByRole('button', { name: 'Pause subscription' });
    expect(button).toHaveFocus();
    await user.click(button);
    expect(await screen.findByRole('radio', { name: /^1 month/ })).toBeChecked();
  });

  it.each([
    ['to a member', { account: { role: 'member' } }],
    ['in a trial', { account: { subscription: subscriptions.trialing } }],
    ['while a cancellation is scheduled', { account: { subscription: subscriptions.cancelScheduled } }],
    ['without a subscription', { account: { subscription: null } }],
  ] satisfies [string, Parameters<typeof renderFrame>[1]][])('is not offered %s', async (_what, frame) => {
    const { container } = renderFrame(
      <>
        <Loaded />
        <PauseFlow />
      </>,
      frame,
    );

    await screen.findByText('loaded');
    expect(within(container).queryByRole('button')).toBeNull();
  });
});
