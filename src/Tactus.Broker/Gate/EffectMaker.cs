namespace Tactus.Broker.Gate;

/// <summary>Makes the kinds of effect of one run that live in a project of their own. Must be cheap: most runs use none of them.</summary>
/// <param name="services">What the broker gives them.</param>
public delegate IEnumerable<IEffectHandler> EffectMaker(EffectServices services);
