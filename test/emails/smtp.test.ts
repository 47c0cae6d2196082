import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createSmtpTransport, type OutgoingMail } from '../../src/emails/smtp/index.ts';
import { openMailServer } from './support/mail-server.ts';

const mail: OutgoingMail = {
  messageId: '<abc123@app.example>',
  from: { name: 'TenderTrack, Inc. "360"', address: 'billing@app.example' },
  to: { name: 'Ada Ł. <x> "Quote", Lindqvist', address: 'ada@northwind.example' },
  replyTo: 'help@app.example',
  subject: 'Überfällig: 79,00 € 🧱 مرحبًا',
  html: '<!doctype html><html lang="en"><body><p>Hello – €79</p></body></html>',
  text: 'Hello – €79\n.\n.. dots\nFrom here',
  headers: { 'Content-Language': 'de', 'Auto-Submitted': 'auto-generated' },
};

it('sends both parts, as they are, to one person', async () => {
  const server = await openMailServer();
  await createSmtpTransport({ url: server.url }).send(mail);

  const [received] = server.received;
  expect(received?.envelope).toEqual({ from: 'billing@app.example', to: ['ada@northwind.example'] });
  expect(received?.mail).toMatchObject({
    messageId: '<abc123@app.example>',
    subject: mail.subject,
    text: expect.stringContaining('Hello – €79\n.\n.. dots\nFrom here'),
    html: expect.stringContaining('<p>Hello – €79</p>'),
  });
  expect(received?.mail.from?.value).toEqual([mail.from]);
  expect([received?.mail.to].flat()[0]?.value).toEqual([mail.to]);
  expect(received?.mail.replyTo?.value[0]?.address).toBe('help@app.example');
  expect(received?.mail.headers.get('auto-submitted')).toBe('auto-generated');
  expect(received?.raw.split('\r\n').every((line) => line.length <= 998)).toBe(true);
});

it('lets no text become a line of the head, or another recipient', async () => {
  const server = await openMailServer();
  const evil = 'x\r\nBcc: eve@evil.example\r\n\r\nbody';
  await createSmtpTransport({ url: server.url }).send({
    ...mail,
    subject: evil,
    from: { ...mail.from, name: evil },
    to: { ...mail.to, name: `${evil}, eve@evil.example <eve@evil.example>` },
    headers: { 'Content-Language': evil },
  });

  const [received] = server.received;
  expect(received?.envelope.to).toEqual(['ada@northwind.example']);
  expect(received?.mail.headers.has('bcc')).toBe(false);
  const to = [received?.mail.to].flat().flatMap((list) => list?.value ?? []);
  expect(to.map(({ address }) => address)).toEqual(['ada@northwind.example']);
  expect(received?.mail.text).toContain('Hello');
});

it.each([
  [550, true],
  [553, true],
  [450, false],
  [421, false],
])(
  'says of %i about the recipient whether it is the last word, in words of its own',
  async (code, isPermanent) => {
    const server = await openMailServer({ refuseRecipient: () => code });
    const error = await createSmtpTransport({ url: server.url })
      .send(mail)
      .catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ name: 'MailDeliveryError', isPermanent, code: String(code) });
    expect(JSON.stringify([String(error), { ...(error as Error) }, (error as Error).stack])).not.toMatch(
      /ada@|northwind|not known/,
    );
    expect((error as Error).cause).toBeUndefined();
  },
);

it.each([
  [554, true],
  [452, false],
])('says the same of %i about the mail', async (code, isPermanent) => {
  const server = await openMailServer({ refuseMail: () => code });
  await expect(createSmtpTransport({ url: server.url }).send(mail)).rejects.toMatchObject({ isPermanent });
});

it('waits for somebody to mend a sign-in that is refused', async () => {
  const server = await openMailServer({ refuseSignIn: true });
  const url = server.url.replace('smtp://', 'smtp://floe:s%40cret@');
  const error = await createSmtpTransport({ url })
    .send(mail)
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ isPermanent: false, code: '535' });
  expect(String(error)).not.toMatch(/s@cret|s%40cret|Invalid password/);
});

it('tries again when the server is gone, or silent', async () => {
  const server = await openMailServer();
  await server.close();
  await expect(createSmtpTransport({ url: server.url }).send(mail)).rejects.toMatchObject({
    isPermanent: false,
    code: 'ESOCKET',
  });

  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void silent.close());
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : null;
  const transport = createSmtpTransport({ url: `smtp://127.0.0.1:${port}`, connectionTimeoutMs: 200 });
  await expect(transport.send(mail)).rejects.toMatchObject({ isPermanent: false, code: 'ETIMEDOUT' });
});

it('sends nothing readable over a network unless it is told to', async () => {
  const server = await openMailServer();
  await expect(
    createSmtpTransport({ url: server.url, allowUnencrypted: false }).send(mail),
  ).rejects.toMatchObject({ isPermanent: false });
  expect(server.received).toEqual([]);
});

it('refuses an address that is none, and does not repeat it', () => {
  for (const url of ['', 'mail.app.example', 'https://user:secret@mail.app.example', 'smtp://']) {
    expect(() => createSmtpTransport({ url })).toThrow(/of the form smtps/);
  }
  expect(() => createSmtpTransport({ url: 'https://user:secret@mail.app.example' })).not.toThrow(
    /secret@mail/,
  );
});
