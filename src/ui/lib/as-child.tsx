'use client';
import type * as React from 'react';
import { Children, cloneElement, forwardRef, isValidElement, version } from 'react';
import { cn } from './cn.ts';

type Props = React.HTMLAttributes<HTMLElement>;
type Child = React.ReactElement<Props & { ref?: React.Ref<HTMLElement> | undefined }>;

const KEEPS_REF_IN_PROPS = Number.parseInt(version, 10) >= 19;

/** Gives its props to its one child instead of rendering an element: handlers run after the child's own. */
export const AsChild = forwardRef<HTMLElement, Props>(function AsChild({ children, ...props }, ref) {
  const child: React.ReactNode = Children.only(children);
  if (!isValidElement(child)) {
    throw new Error('floe-billing: `asChild` needs exactly one element as its child.');
  }
  const element = child as Child;
  const own = KEEPS_REF_IN_PROPS
    ? element.props.ref
    : (element as Child & { ref?: React.Ref<HTMLElement> | undefined }).ref;
  return cloneElement(element, { ...mergeProps(props, element.props), ref: composeRefs(ref, own) });
});

function mergeProps(outer: Props, inner: Props): Props {
  const onClick: React.MouseEventHandler<HTMLElement> = (event) => {
    inner.onClick?.(event);
    if (!event.defaultPrevented) outer.onClick?.(event);
  };
  return {
    ...outer,
    ...inner,
    className: cn(outer.className, inner.className),
    style: { ...outer.style, ...inner.style },
    ...(outer.onClick === undefined ? {} : { onClick }),
  };
}

function composeRefs<Value>(
  left: React.Ref<Value> | undefined,
  right: React.Ref<Value> | undefined,
): React.RefCallback<Value> {
  return (value) => {
    for (const ref of [left, right]) {
      if (typeof ref === 'function') ref(value);
      else if (ref !== null && ref !== undefined) ref.current = value;
    }
  };
}
