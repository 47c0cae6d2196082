import type * as React from 'react';
import { createElement, forwardRef } from 'react';
import { cn } from './cn.ts';
import { slot } from './slot.ts';

/** The elements parts without behavior are made of. */
export type PartTag = keyof HTMLElementTagNameMap & keyof React.JSX.IntrinsicElements;

/** A part: a component around one element that takes all of the element's own props. */
export type Part<Tag extends PartTag> = React.ForwardRefExoticComponent<
  React.ComponentPropsWithoutRef<Tag> & React.RefAttributes<HTMLElementTagNameMap[Tag]>
>;

/**
 * Makes a part that is one element with a slot name, a default look and nothing else. `role` says what an element
 * is that a stylesheet may display as something else.
 */
export function createPart<Tag extends PartTag>(
  tag: Tag,
  name: string,
  className: string,
  role?: React.AriaRole | undefined,
): Part<Tag> {
  const Component = forwardRef<HTMLElement, React.HTMLAttributes<HTMLElement>>(function FloePart(
    { className: own, ...props },
    ref,
  ) {
    return createElement(tag, { ref, role, ...slot(name), className: cn(className, own), ...props });
  });
  Component.displayName = `Floe(${name})`;
  // TypeScript cannot see that the props and the ref of `tag` are those of the element it makes.
  return Component as unknown as Part<Tag>;
}
