/** The tables of signing in, as the library that owns them names their columns. */
export type SignInTables = {
  sign_in_user: {
    id: string;
    name: string;
    email: string;
    email_verified: boolean;
    phone: string | null;
    image: string | null;
    two_factor_enabled: boolean | null;
    created_at: Date;
    updated_at: Date;
  };
  sign_in_session: {
    id: string;
    user_id: string;
    token: string;
    expires_at: Date;
    ip_address: string | null;
    user_agent: string | null;
    created_at: Date;
    updated_at: Date;
    proved_at: Date | null;
    proof_method: string | null;
  };
  sign_in_second_factor: {
    id: string;
    user_id: string;
    secret: string;
    backup_codes: string;
    verified: boolean | null;
    failed_verification_count: number | null;
    locked_until: Date | null;
  };
  sign_in_credential: {
    id: string;
    user_id: string;
    account_id: string;
    provider_id: string;
    password: string | null;
    access_token: string | null;
    refresh_token: string | null;
    id_token: string | null;
    access_token_expires_at: Date | null;
    refresh_token_expires_at: Date | null;
    scope: string | null;
    created_at: Date;
    updated_at: Date;
  };
  sign_in_device: { id: string; user_id: string; label: string; created_at: Date; used_at: Date };
};

/** An account as it is looked up. */
export type UserRow = Pick<
  SignInTables['sign_in_user'],
  'id' | 'name' | 'email' | 'phone' | 'two_factor_enabled'
>;
