// TypeGraphQL reads it while classes are being declared, so it comes before every test file
import 'reflect-metadata';
import { afterAll, afterEach } from 'vitest';
import { throwOnDefects } from './compiled-execution-defects.ts';

afterEach(throwOnDefects);
// of what a test file does before and after its tests
afterAll(throwOnDefects);
