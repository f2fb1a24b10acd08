import type { DtoOptions } from './dto-options.ts';

/**
 * The options of `/types/csharp`, in the order of its header. All are honoured but AddGeneratedCodeAttributes,
 * AddResponseStatus, ExportValueTypes and MakeDataContractsExtensible, which are echoed and change nothing.
 */
export const csharpDefaults = {
  GlobalNamespace: '',
  MakePartial: 'True',
  MakeVirtual: 'True',
  MakeInternal: 'False',
  MakeDataContractsExtensible: 'False',
  AddNullableAnnotations: 'False',
  AddReturnMarker: 'True',
  AddDescriptionAsComments: 'True',
  AddDataContractAttributes: 'False',
  AddIndexesToDataMembers: 'False',
  AddGeneratedCodeAttributes: 'False',
  AddResponseStatus: 'False',
  AddImplicitVersion: '',
  InitializeCollections: 'True',
  ExportValueTypes: 'False',
  IncludeTypes: '',
  ExcludeTypes: '',
  AddNamespaces: '',
  AddDefaultXmlNamespace: 'http://schemas.servicestack.net/types',
};

export type CSharpOptions = DtoOptions<keyof typeof csharpDefaults>;
