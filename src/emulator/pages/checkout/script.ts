/** The checkout's script: the page works without it; with it totals follow the country and a form is sent once. */
export const script = `
(() => {
  const form = document.querySelector('form');
  if (!form) return;
  const refresh = async () => {
    const data = new FormData(form);
    const query = new URLSearchParams({ country: data.get('country') ?? '', product_id: data.get('product_id') ?? '' });
    const response = await fetch(location.pathname + '/summary?' + query).catch(() => null);
    if (!response || !response.ok) return;
    const { summary, action } = await response.json();
    document.querySelector('#summary').innerHTML = summary;
    form.querySelector('button').textContent = action;
  };
  for (const field of form.querySelectorAll('[name=country], [name=product_id]')) field.addEventListener('change', refresh);
  form.querySelector('[name=number]')?.addEventListener('input', (event) => {
    const { target } = event;
    if (target.selectionStart !== target.value.length) return;
    target.value = target.value.replace(/\\D/g, '').slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');
  });
  form.querySelector('[name=expiry]')?.addEventListener('input', (event) => {
    const { target } = event;
    if (event.inputType === 'deleteContentBackward') return;
    target.value = target.value.replace(/[^\\d/]/g, '').replace(/^(\\d{2})(\\d)/, '$1/$2').slice(0, 7);
  });
  form.addEventListener('submit', () => {
    const button = form.querySelector('button');
    button.disabled = true;
    button.textContent = 'Processing…';
  });
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
  document.querySelector('[aria-invalid=true]')?.focus();
})();
`;
