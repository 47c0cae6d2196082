import { type FormEvent, type ReactNode, useId, useState } from 'react';

/** A labelled field of a form. */
export function Field({ label, ...props }: React.ComponentProps<'input'> & { label: string }) {
  return (
    <label className="field">
      {label}
      <input required {...props} />
    </label>
  );
}

export interface FormProps {
  /** What the button says. */
  action: string;
  /** Does what the form is for, with its fields by their names; resolves to what went wrong. */
  onSubmit: (field: (name: string) => string) => Promise<string | null>;
  className?: string | undefined;
  children: ReactNode;
}

/** A form that says what went wrong, and cannot be sent twice at once. */
export function Form({ action, onSubmit, className, children }: FormProps) {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const failureId = useId();

  async function handleSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setIsBusy(true);
    setFailure(null);
    setFailure(await onSubmit((name) => String(fields.get(name) ?? '')));
    setIsBusy(false);
  }

  return (
    <form
      className={className ?? 'form'}
      aria-describedby={failure === null ? undefined : failureId}
      onSubmit={(event) => void handleSubmit(event)}
    >
      {children}
      <button type="submit" className="primary-button" disabled={isBusy}>
        {action}
      </button>
      <p id={failureId} role="alert" className="failure">
        {failure}
      </p>
    </form>
  );
}
