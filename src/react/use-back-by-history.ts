import { useEffect } from 'react';

/** Calls when the person comes back by the browser's history, which shows the page as it was left: with what was under way. */
export function useBackByHistory(onBack: () => void): void {
  useEffect(() => {
    const handlePageShow = (event: PageTransitionEvent) => {
      if (event.persisted) onBack();
    };
    window.addEventListener('pageshow', handlePageShow);
    return () => window.removeEventListener('pageshow', handlePageShow);
  }, [onBack]);
}
