import { ArgsType, Field } from 'type-graphql';

@ArgsType()
export class SignInArguments {
  @Field(() => String, { description: 'Your email address' })
  userName!: string;

  @Field(() => String, { description: 'Your password' })
  password!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Stay signed in for four weeks, also when the browser was closed',
  })
  rememberMe!: boolean;
}
