import { useMutation } from '@tanstack/react-query';
import type { Language, Settings } from './settings.ts';

/** The language of this browser's pages and of the mails to whoever is signed in. */
export function LanguageSelect({ settings }: { settings: Settings }) {
  const keep = useMutation({ mutationFn: keepForMails });
  return (
    <>
      <label>
        Language
        <select
          value={settings.language}
          onChange={(event) => {
            const language = event.target.value as Language;
            settings.setLanguage(language);
            keep.mutate(language);
          }}
        >
          <option value="en">English</option>
          <option value="de">Deutsch</option>
          <option value="ar">العربية</option>
        </select>
      </label>
      {keep.error === null ? null : (
        <p role="alert" className="failure">
          Your mails stay in the language before. Choose again.
        </p>
      )}
    </>
  );
}

async function keepForMails(language: Language): Promise<void> {
  const response = await fetch('/api/language', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ language }),
  });
  if (!response.ok) throw new Error(`The language could not be kept: ${response.status}.`);
}
