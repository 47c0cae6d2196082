/**
 * The script of the control page: sends forms as JSON to the control API, says what came of it, and shows the page anew
 * with the focus where it was.
 */
export const script = `
(() => {
  const KEPT = 'floe-emulator-control';
  const status = document.querySelector('#status');
  const alert = document.querySelector('#alert');
  const keyOf = (button) => button && (button.form?.dataset.call ?? '') + ' ' + button.textContent;

  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
  sessionStorage.removeItem(KEPT);
  if (kept) {
    for (const button of document.querySelectorAll('form[data-call] button')) {
      if (keyOf(button) === kept.key) { button.focus({ preventScroll: true }); break; }
    }
    // Said after the page is there, or nobody who listens would hear it.
    setTimeout(() => { status.textContent = kept.done; }, 50);
  }

  const put = (body, path, value) => {
    const names = path.split('.');
    const last = names.pop();
    let at = body;
    for (const name of names) at = at[name] ??= {};
    at[last] = value;
  };
  const valueOf = (field) => {
    if (field.type === 'checkbox') return field.checked;
    if (field.type === 'number') return field.value === '' ? null : Number(field.value);
    if (field.dataset.as === 'list') {
      const items = field.value.split(/[\\s,]+/).filter(Boolean);
      return items.length === 0 ? null : items;
    }
    return field.dataset.as === 'true' ? true : field.value;
  };
  const bodyOf = (form) => {
    const body = {};
    for (const field of form.elements) {
      if (!field.name || field.disabled || (field.type === 'radio' && !field.checked)) continue;
      if (field.dataset.optional !== undefined && field.value === '') continue;
      put(body, field.name, valueOf(field));
    }
    for (const field of form.elements) {
      if (field.dataset.switch && !field.checked) put(body, field.dataset.switch, null);
    }
    return body;
  };
  const wordsOf = ({ detail }) =>
    Array.isArray(detail)
      ? detail.map(({ loc, msg }) => loc.slice(1).concat('').join(': ') + msg).join(' ')
      : String(detail);

  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!form.dataset.call) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    if (form.dataset.confirm && !confirm(form.dataset.confirm)) return;
    const [method, path] = form.dataset.call.split(' ');
    form.dataset.busy = 'yes';
    alert.hidden = true;
    status.textContent = 'Working…';
    event.submitter?.setAttribute('aria-disabled', 'true');
    const fail = (words) => {
      delete form.dataset.busy;
      event.submitter?.removeAttribute('aria-disabled');
      status.textContent = '';
      alert.hidden = false;
      alert.querySelector('p').textContent = words;
    };
    try {
      const response = await fetch(path, {
        method,
        ...(method === 'POST' && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(bodyOf(form)),
        }),
      });
      // To its end, or leaving the page would look like cutting it off.
      const text = await response.text();
      if (!response.ok) return fail(wordsOf(JSON.parse(text)));
    } catch {
      return fail('The emulator does not answer. Is it still running?');
    }
    sessionStorage.setItem(KEPT, JSON.stringify({ key: keyOf(event.submitter), done: form.dataset.done }));
    location.reload();
  });
})();
`;
