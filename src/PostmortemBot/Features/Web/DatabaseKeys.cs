using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Npgsql;

namespace PostmortemBot.Features.Web;

/// <summary>Keeps the keys for links and cookies in the database, so that every process behind the address knows them. The framework asks without waiting, so these calls are synchronous.</summary>
public sealed class DatabaseKeys(NpgsqlDataSource source) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = source.OpenConnection();
        return [.. connection.Query<string>(AllSql).Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = source.OpenConnection();
        connection.Execute(StoreSql, new { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
    }

    private const string AllSql = """
        -- DatabaseKeys.All
        select xml
        from data_protection_keys
        order by key_id
        """;

    private const string StoreSql = """
        -- DatabaseKeys.Store
        insert into data_protection_keys (friendly_name, xml)
        values (@FriendlyName, @Xml)
        """;
}

internal sealed class KeysInTheDatabase(DatabaseKeys keys) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = keys;
}
