import { useEffect, useState } from 'react';

const STEPS = [
  { advance: 'P1D', label: 'a day' },
  { advance: 'P1W', label: 'a week' },
  { advance: 'P1M', label: 'a month' },
] as const;

// Short enough for one line of a phone on every day of the year: a bar that grows pushes the page down.
const format = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** The local Polar's test clock: everything due on the way happens, one thing after the other. */
export function ClockBar({ onMove }: { onMove: () => Promise<unknown> }) {
  const [now, setNow] = useState<string | null>(null);
  const [isMoving, setIsMoving] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);

  useEffect(() => {
    void ask().then(setNow, () => setHasFailed(true));
  }, []);

  async function move(advance: string) {
    setIsMoving(true);
    setHasFailed(false);
    try {
      setNow(await ask(advance));
      await onMove();
    } catch {
      setHasFailed(true);
    } finally {
      setIsMoving(false);
    }
  }

  return (
    <section className="clock-bar" aria-label="Test clock">
      <p aria-live="polite">
        Test clock:{' '}
        <time dateTime={now ?? undefined}>{now === null ? '…' : `${format.format(new Date(now))} UTC`}</time>
        {hasFailed ? ' (the clock did not answer; try again)' : ''}
      </p>
      <p className="clock-steps">
        <span>{isMoving ? 'Advancing …' : 'Advance'}</span>
        {STEPS.map(({ advance, label }) => (
          <button key={advance} type="button" disabled={isMoving} onClick={() => void move(advance)}>
            {label}
          </button>
        ))}
      </p>
    </section>
  );
}

async function ask(advance?: string): Promise<string> {
  const response = await fetch(
    '/api/clock',
    advance === undefined
      ? undefined
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ advance }),
        },
  );
  if (!response.ok) throw new Error(`The clock answered ${response.status}.`);
  return ((await response.json()) as { now: string }).now;
}
