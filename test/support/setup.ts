// TypeGraphQL needs this polyfill when decorators run, so every test file loads it first
import 'reflect-metadata';
import { afterAll, afterEach } from 'vitest';
import { throwOnDefects } from './compiled-execution-defects.ts';

afterEach(throwOnDefects);
// covers the hooks of a test file, which run outside its tests
afterAll(throwOnDefects);
