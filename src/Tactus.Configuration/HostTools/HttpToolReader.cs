using Tactus.Configuration.Problems;
using Tactus.Configuration.Reading;
using Tactus.Configuration.Yaml;
using Tactus.Policy.Grants;

namespace Tactus.Configuration.HostTools;

/// <summary>Reads <c>http:</c> of a host tool.</summary>
internal static class HttpToolReader
{
    public static HttpToolDeclaration? Read(ReadContext context, SectionReader section, TemplateReader templates, YamlMark mark)
    {
        var method = (string)section.Scalar("method", ScalarReader.ReadChoice)!;
        var headers = HeadersReader.Read(context, section, templates, TemplatePlace.Header);
        var redirectHosts = section.Find("redirect_hosts") is { } hosts ? ListReader.ReadHosts(context, section.PathOf("redirect_hosts"), hosts.Value) : [];
        TemplateNode? body = null;
        if (section.Find("body") is { } bodyEntry)
        {
            if (method == "GET")
            {
                context.Problems.Add(ProblemCodes.WrongHostTool, $"{section.PathOf("body")} is there, but a GET has no body.", bodyEntry.Mark, "Remove the body, or choose another method.");
            }

            body = new TemplateTreeReader(templates).Read(section.PathOf("body"), bodyEntry.Value);
        }

        if (section.Find("url") is not { } urlEntry)
        {
            context.Problems.Add(ProblemCodes.WrongHostTool, $"{section.PathOf("url")} is missing.", mark, "Say where the request goes.");
            return null;
        }

        var url = templates.Read(section.PathOf("url"), urlEntry.Value, TemplatePlace.Url);
        if (url is not null && UrlTemplateCheck.FindProblem(url) is { } problem)
        {
            context.Problems.Add(ProblemCodes.WrongUrl, $"{section.PathOf("url")} {problem}.", urlEntry.Value.Mark, "Write for instance https://tracker.example/api/issues/${args.id}.");
            return null;
        }

        return url is null || redirectHosts is null ? null : new HttpToolDeclaration(method, url.Source, headers, body, redirectHosts);
    }
}
