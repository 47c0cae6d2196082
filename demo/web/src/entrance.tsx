import type { ReactNode } from 'react';

/** A page outside of the app: one column in the middle. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="entrance">
      <p className="brand">
        <img src="/favicon.svg" alt="" width="24" height="24" /> TenderTrack 360
      </p>
      <h1>{title}</h1>
      {children}
    </main>
  );
}

/** Something to know before going on. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="notice">
      {children}
    </p>
  );
}
