/** The session of the recorded examples; other fields are null. Dates are text, as in the C# classes. */
export const goldenSession = {
  id: 'abc',
  dateCreated: '2024-01-02T03:04:05Z',
  dialState: 'None',
  callState: 'Connected',
  queueState: 'None',
  customerBreadcrumb: [],
  channel: 'Voice',
  ended: false,
  holdReason: 'None',
  displayName: 'A, "B"',
  log: [],
  members: [
    {
      identity: 'user:1',
      isOriginalMember: true,
      applicationData: [{ key: 'k', value: 'v' }],
      callState: 'None',
      role: 'Caller',
      muted: false,
    },
    { identity: 'user:2', isOriginalMember: false, applicationData: [], callState: 'None', role: 'None', muted: false },
  ],
  direction: 'Outgoing',
  wasMissed: false,
};

export const goldenJson =
  '{"dialState":"None","callState":"Connected","queueState":"None","customerBreadcrumb":[],"channel":"Voice","ended":false,"holdReason":"None","displayName":"A, \\"B\\"","log":[],"members":[{"identity":"user:1","isOriginalMember":true,"applicationData":{"k":"v"},"callState":"None","role":"Caller","muted":false},{"identity":"user:2","isOriginalMember":false,"applicationData":{},"callState":"None","role":"None","muted":false}],"direction":"Outgoing","wasMissed":false,"id":"abc","dateCreated":"2024-01-02T03:04:05Z"}';

/** JSV of a host with Pascal case. The server's JSV differs only in the case of the keys. */
export const goldenJsvPascal =
  '{DialState:None,CallState:Connected,QueueState:None,CustomerBreadcrumb:[],Channel:Voice,Ended:False,HoldReason:None,DisplayName:"A, ""B""",Log:[],Members:[{Identity:"user:1",IsOriginalMember:True,ApplicationData:{k:v},CallState:None,Role:Caller,Muted:False},{Identity:"user:2",IsOriginalMember:False,ApplicationData:{},CallState:None,Role:None,Muted:False}],Direction:Outgoing,WasMissed:False,Id:abc,DateCreated:"2024-01-02T03:04:05Z"}';

export const goldenJsv = goldenJsvPascal.replace(
  /([{,])([A-Z])(\w*:)/g,
  (_, lead, first, rest) => lead + first.toLowerCase() + rest,
);

/** CSV of a host with Pascal case. The last field keeps the Pascal case of the recorded JSV. */
export const goldenCsvPascal = [
  'DialState,CallState,QueueState,AccountId,AccountName,CustomerId,CustomerBreadcrumb,CustomerName,EndpointId,EndpointName,DateCompleted,Destination,ToAddress,FromAddress,FromName,AnsweredByName,QueueMemberId,Channel,Ended,Outcome,CallSid,ConsoleData,HoldQueueName,HeldByUserId,HoldReason,ConferenceSid,DisplayName,Log,Members,CallbackNumber,AnsweredById,Direction,FromPhoneNumber,MostRecentParticipantCallSid,WasMissed,RingQueueId,Id,DateCreated,DateLastModified,CreatedBy,LastModifiedBy',
  'None,Connected,None,,,,"[]",,,,,,,,,,,Voice,False,,,,,,None,,"A, ""B""","[]","[{Identity:""user:1"",IsOriginalMember:True,ApplicationData:{k:v},CallState:None,Role:Caller,Muted:False},{Identity:""user:2"",IsOriginalMember:False,ApplicationData:{},CallState:None,Role:None,Muted:False}]",,,Outgoing,,,False,,abc,2024-01-02T03:04:05Z,,,',
  '',
].join('\r\n');

export const goldenCsv = goldenCsvPascal.replace(
  /([{,])([A-Z])(\w*:)/g,
  (_, lead, first, rest) => lead + first.toLowerCase() + rest,
);

/** Output of DataContractSerializer; only line breaks and indentation were added. */
export const goldenXml =
  `<?xml version="1.0" encoding="utf-8"?><SessionInfo xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Voice.Api.Sessions">
  <CreatedBy i:nil="true" xmlns="http://schemas.datacontract.org/2004/07/Voice.Api" />
  <DateCreated xmlns="http://schemas.datacontract.org/2004/07/Voice.Api">2024-01-02T03:04:05Z</DateCreated>
  <DateLastModified i:nil="true" xmlns="http://schemas.datacontract.org/2004/07/Voice.Api" />
  <Id xmlns="http://schemas.datacontract.org/2004/07/Voice.Api">abc</Id>
  <LastModifiedBy i:nil="true" xmlns="http://schemas.datacontract.org/2004/07/Voice.Api" />
  <AccountId i:nil="true" /><AccountName i:nil="true" /><AnsweredById i:nil="true" /><AnsweredByName i:nil="true" /><CallSid i:nil="true" />
  <CallState>Connected</CallState><CallbackNumber i:nil="true" /><Channel>Voice</Channel><ConferenceSid i:nil="true" /><ConsoleData i:nil="true" />
  <CustomerBreadcrumb xmlns:d2p1="http://schemas.datacontract.org/2004/07/Voice.Api.Customers" />
  <CustomerId i:nil="true" /><CustomerName i:nil="true" /><DateCompleted i:nil="true" /><Destination i:nil="true" /><DialState>None</DialState><Direction>Outgoing</Direction>
  <DisplayName>A &amp; &lt;B&gt; "q" 'p'</DisplayName><Ended>false</Ended><EndpointId i:nil="true" /><EndpointName i:nil="true" /><FromAddress i:nil="true" /><FromName i:nil="true" />
  <FromPhoneNumber i:nil="true" /><HeldByUserId i:nil="true" /><HoldQueueName i:nil="true" /><HoldReason>None</HoldReason><Log />
  <Members>
    <SessionMemberInfo><ApplicationData xmlns:d4p1="http://schemas.microsoft.com/2003/10/Serialization/Arrays"><d4p1:KeyValueOfstringstring><d4p1:Key>k</d4p1:Key><d4p1:Value>v</d4p1:Value></d4p1:KeyValueOfstringstring></ApplicationData>
      <AvatarUrl i:nil="true" /><CallSid i:nil="true" /><CallState>None</CallState><DisplayName i:nil="true" /><EndpointId i:nil="true" /><Identity>user:1</Identity><IsOriginalMember>true</IsOriginalMember><Muted>false</Muted><Role>Caller</Role></SessionMemberInfo>
    <SessionMemberInfo><ApplicationData xmlns:d4p1="http://schemas.microsoft.com/2003/10/Serialization/Arrays" />
      <AvatarUrl i:nil="true" /><CallSid i:nil="true" /><CallState>None</CallState><DisplayName i:nil="true" /><EndpointId i:nil="true" /><Identity>user:2</Identity><IsOriginalMember>false</IsOriginalMember><Muted>false</Muted><Role>None</Role></SessionMemberInfo>
  </Members>
  <MostRecentParticipantCallSid i:nil="true" /><Outcome i:nil="true" /><QueueMemberId i:nil="true" /><QueueState>None</QueueState><RingQueueId i:nil="true" /><ToAddress i:nil="true" /><WasMissed>false</WasMissed></SessionInfo>`.replace(
    /\n\s*/g,
    '',
  );
