import { z } from 'zod';

const emailAddress = z.email().max(254);

export function isEmailAddress(text: string): boolean {
  return emailAddress.safeParse(text).success;
}
