import { SCHEMA } from './schema.ts';

/** The tables of `schema.ts`, as statements; made at start, so that nobody needs a command for it. */
export const TABLES: readonly string[] = [
  `create table ${SCHEMA}."user" (
    id text primary key,
    name text not null,
    email text not null unique,
    email_verified boolean not null default false,
    image text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create table ${SCHEMA}.session (
    id text primary key,
    token text not null unique,
    user_id text not null references ${SCHEMA}."user" (id) on delete cascade,
    expires_at timestamptz not null,
    ip_address text,
    user_agent text,
    active_organization_id text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index session_by_user on ${SCHEMA}.session (user_id)`,
  `create table ${SCHEMA}.account (
    id text primary key,
    account_id text not null,
    provider_id text not null,
    user_id text not null references ${SCHEMA}."user" (id) on delete cascade,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (provider_id, account_id)
  )`,
  `create index account_by_user on ${SCHEMA}.account (user_id)`,
  `create table ${SCHEMA}.verification (
    id text primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index verification_by_identifier on ${SCHEMA}.verification (identifier)`,
  `create table ${SCHEMA}.organization (
    id text primary key,
    name text not null,
    slug text not null unique,
    logo text,
    metadata text,
    billing_email text,
    created_at timestamptz not null default now()
  )`,
  // Better Auth looks before it adds a member; two requests at once would both find nobody.
  `create table ${SCHEMA}.member (
    id text primary key,
    organization_id text not null references ${SCHEMA}.organization (id) on delete cascade,
    user_id text not null references ${SCHEMA}."user" (id) on delete cascade,
    role text not null,
    created_at timestamptz not null default now(),
    unique (user_id, organization_id)
  )`,
  `create index member_by_organization on ${SCHEMA}.member (organization_id)`,
  `create table ${SCHEMA}.invitation (
    id text primary key,
    organization_id text not null references ${SCHEMA}.organization (id) on delete cascade,
    email text not null,
    role text,
    status text not null default 'pending',
    expires_at timestamptz not null,
    inviter_id text not null references ${SCHEMA}."user" (id) on delete cascade,
    created_at timestamptz not null default now()
  )`,
  `create index invitation_by_organization on ${SCHEMA}.invitation (organization_id)`,
  `create index invitation_by_email on ${SCHEMA}.invitation (email)`,
];
