import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { CancelFlow } from '../../src/index.ts';
import { billingFor, cancelOptionsWith, subscriptions } from '../../stories/support/fixtures.ts';
import { renderFrame } from './render-frame.tsx';

const answers = {
  getCancelOptions: cancelOptionsWith(),
  cancelSubscription: { billing: billingFor({ subscription: subscriptions.cancelScheduled }) },
  uncancelSubscription: { billing: billingFor() },
};

async function openFlow(frame: Parameters<typeof renderFrame>[1] = { answers }) {
  const rendered = renderFrame(<CancelFlow />, frame);
  await rendered.user.click(screen.getByRole('button', { name: 'Cancel subscription' }));
  const dialog = within(await screen.findByRole('dialog'));
  return { ...rendered, dialog };
}

async function openConfirmation(frame?: Parameters<typeof renderFrame>[1]) {
  const opened = await openFlow(frame);
  await opened.user.click(await opened.dialog.findByRole('radio', { name: 'It costs too much' }));
  await opened.user.type(opened.dialog.getByRole('textbox'), 'Too dear for us.');
  await opened.user.click(opened.dialog.getByRole('button', { name: 'Continue' }));
  return opened;
}

describe('CancelFlow', () => {
  it('asks for a reason in a named group before it goes on', async () => {
    const { dialog, user } = await openFlow();

    expect(await dialog.findByRole('group', { name: 'Why are you leaving?' })).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Continue' })).toBeDisabled();
    await user.click(dialog.getByRole('radio', { name: 'Another reason' }));
    expect(dialog.getByRole('button', { name: 'Continue' })).toBeEnabled();
  });

  it('says what ends and when, and moves the focus to the new step', async () => {
    const { dialog } = await openConfirmation();

    expect(dialog.getByRole('heading', { name: 'What happens when you cancel Professional' })).toHaveFocus();
    expect(
      dialog.getByText(/You keep everything until December 21, 2026 \(in 28 days\)/),
    ).toBeInTheDocument();
    expect(
      within(dialog.getByRole('list', { name: 'From December 21, 2026 you no longer have' })).getAllByRole(
        'listitem',
      ),
    ).toHaveLength(5);
    expect(dialog.getByText('Step 2 of 3')).toHaveAttribute('role', 'status');
  });

  it('cancels once for two clicks, with reason and comment', async () => {
    const { dialog, calls } = await openConfirmation();
    const confirm = dialog.getByRole('button', { name: 'Cancel on December 21, 2026' });

    fireEvent.click(confirm);
    fireEvent.click(confirm);

    expect(await dialog.findByRole('heading', { name: 'Your subscription is canceled' })).toHaveFocus();
    expect(calls('cancelSubscription').map(({ input }) => input)).toEqual([
      { reason: 'too_expensive', comment: 'Too dear for us.', revision: 'r1' },
    ]);
  });

  it('can be undone at the end', async () => {
    const { dialog, user, calls } = await openConfirmation();
    await user.click(dialog.getByRole('button', { name: 'Cancel on December 21, 2026' }));

    await user.click(await dialog.findByRole('button', { name: 'Keep my subscription' }));

    expect(await dialog.findByRole('heading', { name: 'Your subscription continues.' })).toBeInTheDocument();
    expect(calls('uncancelSubscription')).toHaveLength(1);
    expect(dialog.getByRole('button', { name: 'Done' })).toHaveFocus();
  });

  it('goes back with what was said', async () => {
    const { dialog, user } = await openConfirmation();

    await user.click(dialog.getByRole('button', { name: 'Back' }));

    expect(dialog.getByRole('radio', { name: 'It costs too much' })).toBeChecked();
    expect(dialog.getByRole('textbox')).toHaveValue('Too dear for us.');
  });

  it('closes by Escape and gives the focus back', async () => {
    const { user } = await openConfirmation();

    await user.keyboard('{Escape}');

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('button', { name: 'Cancel subscription' })).toHaveFocus();
  });

  it('tells in place why it did not work, with everything as it was', async () => {
    const { dialog, user } = await openConfirmation({
      answers,
      failures: { cancelSubscription: 'conflict' },
    });

    await user.click(dialog.getByRole('button', { name: 'Cancel on December 21, 2026' }));

    expect(await dialog.findByRole('alert')).toHaveTextContent('nothing was done');
    expect(dialog.getByRole('button', { name: 'Cancel on December 21, 2026' })).toBeEnabled();
  });

  it("opens from the host's own button", async () => {
    const { user } = renderFrame(
      <CancelFlow>
        <button type="button" className="mine">
          Leave
        </button>
      </CancelFlow>,
      { answers },
    );

    await user.click(screen.getByRole('button', { name: 'Leave' }));

    expect(await screen.findByRole('dialog')).toBeInTheDocument();
  });
});

it('describes the dialog also when it could not be loaded', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const { user } = renderFrame(<CancelFlow />, { failures: { getCancelOptions: 'not_found' } });

  await user.click(await screen.findByRole('button', { name: 'Cancel subscription' }));
  await screen.findByRole('alert');

  expect(screen.getByRole('dialog')).toHaveAccessibleDescription('This could not be loaded');
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});
