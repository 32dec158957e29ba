const operations = ['GetBirthByNumber', 'GetBirthByPerson', 'GetDeathByPerson', 'ListDeaths'] as const

const types = `
      <xs:simpleType name="Nin"><xs:restriction base="xs:string"><xs:pattern value="[1-9][0-9]{8}"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="Brn"><xs:restriction base="xs:string"><xs:pattern value="[0-9]{12}"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="Sex"><xs:restriction base="xs:string"><xs:enumeration value="MALE"/><xs:enumeration value="FEMALE"/><xs:enumeration value="UNDETERMINED"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="Status"><xs:restriction base="xs:string"><xs:enumeration value="REGISTERED"/><xs:enumeration value="LATE"/><xs:enumeration value="CANCELLED"/></xs:restriction></xs:simpleType>
      <xs:complexType name="Person"><xs:sequence>
        <xs:element name="GivenNames" type="xs:string"/><xs:element name="FamilyName" type="xs:string"/>
        <xs:element name="Sex" type="tns:Sex"/><xs:element name="DateOfBirth" type="xs:date"/>
        <xs:element name="NationalIdentificationNumber" type="tns:Nin" minOccurs="0"/>
        <xs:element name="BirthRegistrationNumber" type="tns:Brn" minOccurs="0"/>
      </xs:sequence></xs:complexType>
      <xs:complexType name="Parent"><xs:sequence>
        <xs:element name="FullName" type="xs:string"/>
        <xs:element name="NationalIdentificationNumber" type="tns:Nin" minOccurs="0"/>
      </xs:sequence></xs:complexType>
      <xs:complexType name="Place"><xs:sequence>
        <xs:element name="CountyCode" type="xs:string"/><xs:element name="Kind" type="xs:string"/>
      </xs:sequence></xs:complexType>
      <xs:complexType name="Birth"><xs:sequence>
        <xs:element name="BirthRegistrationNumber" type="tns:Brn"/><xs:element name="RegistrationStatus" type="tns:Status"/>
        <xs:element name="RegistrationDate" type="xs:date"/><xs:element name="Child" type="tns:Person"/>
        <xs:element name="BirthType" type="xs:string"/><xs:element name="PlaceOfBirth" type="tns:Place"/>
        <xs:element name="Mother" type="tns:Parent" minOccurs="0"/><xs:element name="Father" type="tns:Parent" minOccurs="0"/>
      </xs:sequence></xs:complexType>
      <xs:complexType name="Death"><xs:sequence>
        <xs:element name="DeathRegistrationNumber" type="xs:string"/><xs:element name="RegistrationStatus" type="tns:Status"/>
        <xs:element name="RegistrationDate" type="xs:date"/><xs:element name="Deceased" type="tns:Person"/>
        <xs:element name="DateOfDeath" type="xs:date"/><xs:element name="PlaceOfDeath" type="tns:Place"/>
        <xs:element name="CauseOfDeathCode" type="xs:string" minOccurs="0"/>
      </xs:sequence></xs:complexType>
      <xs:element name="GetBirthByNumberRequest"><xs:complexType><xs:sequence><xs:element name="BirthRegistrationNumber" type="tns:Brn"/></xs:sequence></xs:complexType></xs:element>
      <xs:element name="GetBirthByPersonRequest"><xs:complexType><xs:sequence><xs:element name="NationalIdentificationNumber" type="tns:Nin"/></xs:sequence></xs:complexType></xs:element>
      <xs:element name="GetDeathByPersonRequest"><xs:complexType><xs:choice><xs:element name="NationalIdentificationNumber" type="tns:Nin"/><xs:element name="BirthRegistrationNumber" type="tns:Brn"/></xs:choice></xs:complexType></xs:element>
      <xs:element name="ListDeathsRequest"><xs:complexType><xs:sequence><xs:element name="RegisteredFrom" type="xs:date"/><xs:element name="RegisteredTo" type="xs:date"/><xs:element name="Page" type="xs:positiveInteger"/></xs:sequence></xs:complexType></xs:element>
      <xs:element name="GetBirthByNumberResponse"><xs:complexType><xs:sequence><xs:element name="Birth" type="tns:Birth"/></xs:sequence></xs:complexType></xs:element>
      <xs:element name="GetBirthByPersonResponse"><xs:complexType><xs:sequence><xs:element name="Birth" type="tns:Birth"/></xs:sequence></xs:complexType></xs:element>
      <xs:element name="GetDeathByPersonResponse"><xs:complexType><xs:sequence><xs:element name="Death" type="tns:Death"/></xs:sequence></xs:complexType></xs:element>
      <xs:element name="ListDeathsResponse"><xs:complexType><xs:sequence><xs:element name="Death" type="tns:Death" minOccurs="0" maxOccurs="100"/><xs:element name="NextPage" type="xs:positiveInteger" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
      <xs:element name="FaultDetail"><xs:complexType><xs:sequence><xs:element name="Code" type="xs:string"/></xs:sequence></xs:complexType></xs:element>`

const messages = operations
  .map(
    (name) => `
  <message name="${name}Input"><part name="parameters" element="tns:${name}Request"/></message>
  <message name="${name}Output"><part name="parameters" element="tns:${name}Response"/></message>`,
  )
  .join('')

const portOperations = operations
  .map(
    (name) => `
    <operation name="${name}"><input message="tns:${name}Input"/><output message="tns:${name}Output"/><fault name="Refusal" message="tns:Refusal"/></operation>`,
  )
  .join('')

const bindingOperations = operations
  .map(
    (name) => `
    <operation name="${name}"><soap:operation soapAction="urn:tumaini:crvs:registration:1.0/${name}"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output><fault name="Refusal"><soap:fault name="Refusal" use="literal"/></fault></operation>`,
  )
  .join('')

/** WSDL 1.1, document/literal. */
export const crvsWsdl = (address: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions name="CivilRegistration" targetNamespace="urn:tumaini:crvs:registration:1.0" xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:tns="urn:tumaini:crvs:registration:1.0" xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <types>
    <xs:schema targetNamespace="urn:tumaini:crvs:registration:1.0" elementFormDefault="qualified">${types}
    </xs:schema>
  </types>${messages}
  <message name="Refusal"><part name="detail" element="tns:FaultDetail"/></message>
  <portType name="CivilRegistrationPort">${portOperations}
  </portType>
  <binding name="CivilRegistrationBinding" type="tns:CivilRegistrationPort">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>${bindingOperations}
  </binding>
  <service name="CivilRegistrationService">
    <port name="CivilRegistrationPort" binding="tns:CivilRegistrationBinding"><soap:address location="${address.replace(/[&<>"]/g, '')}"/></port>
  </service>
</definitions>
`
