import { ArgsType, Field } from 'type-graphql';

@ArgsType()
export class SignInArguments {
  @Field(() => String, { description: 'The email address of the user' })
  userName!: string;

  @Field(() => String, { description: 'The password of the user' })
  password!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether the sign-in lasts four weeks and survives closing the browser',
  })
  rememberMe!: boolean;
}
