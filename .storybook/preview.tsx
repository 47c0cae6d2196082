import './preview.css';
import type { Decorator, Preview } from '@storybook/react-vite';
import { useLayoutEffect } from 'react';
import { ToolbarLanguageContext, toolbarLanguages } from '../stories/support/toolbar-language.ts';

/** Puts the toolbar's choices where the kit and a host's own styles look for them: on the document. */
const withDocument: Decorator = (Story, { globals }) => {
  const { theme, direction, locale } = globals as Record<'theme' | 'direction' | 'locale', string>;

  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset.theme = theme;
    root.style.colorScheme = theme;
    root.dir = direction;
    root.lang = locale;
  }, [theme, direction, locale]);

  return <Story />;
};

const withLanguage: Decorator = (Story, { globals }) => {
  const language = toolbarLanguages[String(globals.locale)];
  if (language === undefined) return <Story />;
  return (
    <ToolbarLanguageContext.Provider value={language}>
      <Story />
    </ToolbarLanguageContext.Provider>
  );
};

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [withLanguage, withDocument],
  parameters: {
    a11y: { test: 'error' },
    layout: 'padded',
    controls: { expanded: true },
    backgrounds: { disabled: true },
  },
  initialGlobals: { theme: 'light', direction: 'ltr', locale: 'en-US' },
  globalTypes: {
    theme: {
      description: 'Color scheme',
      toolbar: {
        title: 'Theme',
        icon: 'contrast',
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
        dynamicTitle: true,
      },
    },
    direction: {
      description: 'Writing direction',
      toolbar: {
        title: 'Direction',
        icon: 'transfer',
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
        dynamicTitle: true,
      },
    },
    locale: {
      description: 'Language of copy, numbers and dates',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        items: Object.values(toolbarLanguages).map(({ locale, title }) => ({ value: locale, title })),
        dynamicTitle: true,
      },
    },
  },
};

export default preview;
