/** The checkout's script: the page works without it; with it totals follow what is typed and a form is sent once. */
export const script = `
(() => {
  const form = document.querySelector('form');
  if (!form) return;
  const moving = ['country', 'product_id', 'seats', 'units', 'amount', 'discount_code', 'tax_id'];
  const find = (name) => form.querySelectorAll('[name=' + name + ']');
  const tell = (name, text) => {
    const id = name + '-error';
    const [field] = find(name);
    document.getElementById(id)?.remove();
    field?.removeAttribute('aria-invalid');
    field?.removeAttribute('aria-describedby');
    if (!field || !text) return;
    const error = Object.assign(document.createElement('p'), { id, className: 'error', textContent: text });
    error.setAttribute('role', 'alert');
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', id);
    field.after(error);
  };
  const values = () => {
    const data = new FormData(form);
    return moving.filter((name) => data.has(name)).map((name) => [name, data.get(name)]);
  };
  const sendAnew = () => {
    form.action = location.pathname + location.search + '#' + (document.activeElement?.id ?? '');
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'intent', value: 'update' }));
    form.submit();
  };
  let asked = 0;
  const refresh = async (changed) => {
    const mine = ++asked;
    const response = await fetch(location.pathname + '/summary?' + new URLSearchParams(values())).catch(() => null);
    if (!response || !response.ok || mine !== asked) return;
    const { summary, action, terms, errors, shape } = await response.json();
    if (shape !== form.dataset.shape) return sendAnew();
    document.querySelector('#summary').innerHTML = summary;
    form.querySelector('#pay').textContent = action;
    form.querySelector('.terms').textContent = terms;
    for (const name of moving) if (name !== 'country') tell(name, errors[name]);
    if (changed === 'country' && find('country')[0].value) tell('country', '');
  };
  const followCountry = () => {
    const country = find('country')[0]?.value;
    const [state] = find('state');
    if (!state) return;
    const groups = [...state.querySelectorAll('optgroup')];
    for (const group of groups) group.hidden = group.disabled = group.dataset.country !== country;
    const isNeeded = groups.some((group) => !group.disabled);
    state.closest('.state').hidden = !isNeeded;
    state.disabled = !isNeeded;
    state.required = isNeeded;
    if (state.selectedOptions[0]?.parentElement.disabled) state.value = '';
    const isWhole = form.dataset.needsAddress === 'true' || country === 'US';
    for (const name of ['line1', 'postal_code', 'city']) {
      const [field] = find(name);
      field.required = isWhole;
      field.labels[0].querySelector('.optional').hidden = isWhole;
    }
  };
  find('country')[0]?.addEventListener('change', followCountry);
  followCountry();
  for (const name of moving) {
    for (const field of find(name)) field.addEventListener('change', () => refresh(name));
  }
  form.querySelector('#apply')?.addEventListener('click', (event) => { event.preventDefault(); refresh(); });
  find('discount_code')[0]?.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    refresh();
  });
  find('number')[0]?.addEventListener('input', ({ target }) => {
    if (target.selectionStart !== target.value.length) return;
    target.value = target.value.replace(/\\D/g, '').slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');
  });
  find('expiry')[0]?.addEventListener('input', ({ target, inputType }) => {
    if (inputType === 'deleteContentBackward') return;
    target.value = target.value.replace(/[^\\d/]/g, '').replace(/^(\\d{2})(\\d)/, '$1/$2').slice(0, 7);
  });
  form.addEventListener('submit', () => {
    const button = form.querySelector('#pay');
    button.disabled = true;
    button.textContent = 'Processing…';
  });
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
  const wrong = document.querySelector('[aria-invalid=true]');
  (wrong ?? document.getElementById(location.hash.slice(1)))?.focus();
})();
`;
