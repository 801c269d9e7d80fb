using PostmortemBot.Features.Web;

namespace PostmortemBot.Tests.Web;

public sealed class ReturnUrlTests
{
    [Theory]
    [InlineData("/postmortems/PM-3", "/postmortems/PM-3")]
    [InlineData("/", "/")]
    [InlineData("//evil.example", "/postmortems")]
    [InlineData("/\\evil.example", "/postmortems")]
    [InlineData("https://evil.example", "/postmortems")]
    [InlineData("javascript:alert(1)", "/postmortems")]
    [InlineData("/a\r\nSet-Cookie: x", "/postmortems")]
    [InlineData("/\t/evil.example", "/postmortems")]
    [InlineData("", "/postmortems")]
    [InlineData(null, "/postmortems")]
    public void Only_an_address_on_this_site_is_gone_back_to(string? asked, string expected) => Assert.Equal(expected, SignIn.Local(asked));
}
