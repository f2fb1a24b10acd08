// TypeGraphQL reads it while classes are being declared, so it comes before every test file
import 'reflect-metadata';
