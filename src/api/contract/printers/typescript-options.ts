import type { DtoOptions } from './dto-options.ts';

/** The options of `/types/typescript`, in the order of its header. AddResponseStatus is echoed and changes nothing. */
export const typeScriptDefaults = {
  GlobalNamespace: '',
  MakePropertiesOptional: 'False',
  AddServiceStackTypes: 'True',
  AddResponseStatus: 'False',
  AddImplicitVersion: '',
  AddDescriptionAsComments: 'True',
  IncludeTypes: '',
  ExcludeTypes: '',
  DefaultImports: '',
};

export type TypeScriptOptions = DtoOptions<keyof typeof typeScriptDefaults>;
