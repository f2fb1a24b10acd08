export interface PasswordCredentials {
  readonly userName: string;
  readonly password: string;
}

/** An API key. `asBasic`: it was sent as the user name of Basic, where a wrong key has another error. */
export interface PresentedKey {
  readonly key: string;
  readonly asBasic: boolean;
}

/** The credentials of a request. A password takes precedence over an API key, and either over a cookie. */
export interface Credentials {
  readonly basic: PasswordCredentials | null;
  readonly apiKey: PresentedKey | null;
  /** The value of the sign-in cookie. */
  readonly token: string | null;
}
