import { useCallback, useState } from 'react';

/** Languages the demo can show the billing in. */
export type Language = 'en' | 'de' | 'ar';

/** Colors; `system` follows the device. */
export type Theme = 'system' | 'light' | 'dark';

function stored<Value extends string>(key: string, allowed: readonly Value[]): Value | undefined {
  const value = window.localStorage.getItem(`tendertrack.${key}`);
  return allowed.find((candidate) => candidate === value);
}

/** How this browser shows the app, kept over reloads. */
export function useSettings() {
  const [language, setLanguage] = useState<Language>(() => stored('language', ['en', 'de', 'ar']) ?? 'en');
  const [theme, setTheme] = useState<Theme>(() => stored('theme', ['system', 'light', 'dark']) ?? 'system');
  return {
    language,
    theme,
    setLanguage: useCallback((next: Language) => {
      window.localStorage.setItem('tendertrack.language', next);
      setLanguage(next);
    }, []),
    setTheme: useCallback((next: Theme) => {
      window.localStorage.setItem('tendertrack.theme', next);
      setTheme(next);
    }, []),
  };
}

export type Settings = ReturnType<typeof useSettings>;
