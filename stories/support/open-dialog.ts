import { expect, userEvent, waitFor, within } from 'storybook/test';

/** Presses a button of a story and waits for the dialog it opens. */
export async function openDialog(canvasElement: HTMLElement, button: string | RegExp) {
  await userEvent.click(await within(canvasElement).findByRole('button', { name: button }));
  const dialog = await within(document.body).findByRole('dialog');
  // Its motion begins with nothing to see.
  await waitFor(() => expect(dialog).toBeVisible());
  return within(dialog);
}
