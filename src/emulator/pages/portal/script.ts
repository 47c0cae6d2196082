/** The portal's script: every page works without it; with it a form is sent once, cards are spaced, and invoices awaited. */
export const script = `
(() => {
  for (const form of document.querySelectorAll('form[method=post]')) {
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent) return event.preventDefault();
      form.dataset.sent = 'yes';
      for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
    });
  }
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
  document.querySelector('[name=number]')?.addEventListener('input', ({ target }) => {
    if (target.selectionStart !== target.value.length) return;
    target.value = target.value.replace(/\\D/g, '').slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');
  });
  document.querySelector('[name=expiry]')?.addEventListener('input', ({ target, inputType }) => {
    if (inputType === 'deleteContentBackward') return;
    target.value = target.value.replace(/[^\\d/]/g, '').replace(/^(\\d{2})(\\d)/, '$1/$2').slice(0, 7);
  });
  const country = document.querySelector('[name=country]');
  const state = document.querySelector('[name=state]');
  const followCountry = () => {
    const groups = [...state.querySelectorAll('optgroup')];
    for (const group of groups) group.hidden = group.disabled = group.dataset.country !== country.value;
    const isNeeded = groups.some((group) => !group.disabled);
    state.closest('.state').hidden = !isNeeded;
    state.disabled = !isNeeded;
    if (state.selectedOptions[0]?.parentElement.disabled) state.value = '';
  };
  if (country && state) {
    country.addEventListener('change', followCountry);
    followCountry();
  }
  document.querySelector('[aria-invalid=true]')?.focus();
  const waiting = document.querySelector('[data-awaits]');
  const ask = async () => {
    const response = await fetch(waiting.dataset.awaits).catch(() => null);
    if (response && response.ok && (await response.json()).ready) location.reload();
    else setTimeout(ask, 500);
  };
  if (waiting) setTimeout(ask, 250);
})();
`;
