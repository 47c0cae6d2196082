'use client';
import type * as React from 'react';
import * as Parts from './parts.ts';

/** Props of {@link PageSection}. */
export interface PageSectionProps {
  heading: string;
  description?: string | undefined;
  headingRef?: React.Ref<HTMLHeadingElement> | undefined;
  children: React.ReactNode;
}

/** A section of the page, with its heading. */
export function PageSection({
  heading,
  description,
  headingRef,
  children,
}: PageSectionProps): React.JSX.Element {
  // No name, and so no landmark: what it holds is a named region itself.
  return (
    <Parts.Section>
      <div>
        <Parts.Heading ref={headingRef ?? null} tabIndex={-1}>
          {heading}
        </Parts.Heading>
        {description === undefined ? null : <Parts.Description>{description}</Parts.Description>}
      </div>
      {children}
    </Parts.Section>
  );
}
