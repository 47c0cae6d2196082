'use client';
import type * as React from 'react';
import { forwardRef, useId } from 'react';
import { CANCELLATION_COMMENT_MAX_LENGTH } from '../../core/index.ts';
import { cn } from '../lib/cn.ts';
import { slot } from '../lib/slot.ts';

/** Props of {@link CancelFlowComment}. */
export interface CancelFlowCommentProps extends React.ComponentPropsWithoutRef<'textarea'> {
  label: string;
}

/** Room for more words. Renders a labelled `<textarea>`; the ref is the textarea's. */
export const CancelFlowComment = forwardRef<HTMLTextAreaElement, CancelFlowCommentProps>(
  function CancelFlowComment({ label, className, ...props }, ref) {
    const id = useId();
    return (
      <div className="floe:mt-4">
        <label htmlFor={id} className="floe:text-meta floe:text-muted">
          {label}
        </label>
        <textarea
          ref={ref}
          id={id}
          rows={3}
          maxLength={CANCELLATION_COMMENT_MAX_LENGTH}
          {...slot('cancel-flow-comment')}
          className={cn(
            'floe:mt-1 floe:block floe:w-full floe:resize-y floe:rounded-control floe:border floe:border-control-border floe:bg-surface floe:px-3 floe:py-2 floe:text-body floe:text-text floe:focus-visible:outline-2 floe:focus-visible:outline-offset-2 floe:focus-visible:outline-focus',
            className,
          )}
          {...props}
        />
      </div>
    );
  },
);
